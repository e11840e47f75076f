/** Where a command that tries the channels stands. */
import { type Option, text } from '../command/option.ts';

export function fromOption(): Option<string | undefined> {
  return text({
    name: 'from',
    value: 'vpc',
    doc: 'the VPC in which this machine stands',
    default: 'what the metadata of the ECS instance says; in the emulated cloud every VPC',
    completes: 'nothing',
    group: 'Cloud',
  });
}
