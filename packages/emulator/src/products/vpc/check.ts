/** What VPCs and vSwitches may be called and which ranges they may have, by the vendor's pages on CreateVpc and CreateVSwitch. */
import { overlaps, parseCidr } from '../../cidr.ts';
import { ApiError } from '../../errors.ts';

const LONGEST_NAME = 128;
const LONGEST_DESCRIPTION = 256;
const LARGEST_VPC_MASK = 28;
const SMALLEST_VPC_MASK = 8;
/** Carrier's own, loopback, link-local, multicast. */
const NOT_FOR_VPCS = ['100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4'];

/** Names up to 128 characters, descriptions up to 256. */
export function checkText(code: string, parameter: string, text = ''): void {
  const longest = parameter === 'Description' ? LONGEST_DESCRIPTION : LONGEST_NAME;
  if (text.length <= longest && !/^https?:\/\//.test(text)) return;
  const message = `The parameter ${parameter} must be at most ${longest} characters and may not begin with http:// or https://.`;
  throw new ApiError(code, message);
}

export function checkVpcRange(text: string): void {
  const range = parseCidr(text);
  const mask = Number(text.split('/')[1]);
  const refused = (why: string) =>
    new ApiError('InvalidParameter', `The parameter CidrBlock, "${text}", ${why}.`, { status: 400 });
  if (range === undefined) throw refused('is not an IPv4 network such as 192.168.0.0/16');
  if (mask < SMALLEST_VPC_MASK || mask > LARGEST_VPC_MASK) {
    throw refused(`is not from /${SMALLEST_VPC_MASK} to /${LARGEST_VPC_MASK}`);
  }
  const taken = NOT_FOR_VPCS.find((other) => {
    const kept = parseCidr(other);
    return kept !== undefined && overlaps(kept, range);
  });
  if (taken !== undefined) throw refused(`lies in ${taken}, which VPCs may not have`);
}
