/** The cloud client straight into an emulator in the same process: no sockets, so that virtual time can be used. */
import { type Cloud, CloudError, createCloud, refused, type Transport, wireParameters } from '@asm-privatelink/cloud';
import type { Emulator } from '@asm-privatelink/emulator';

/** A transport that hands each request to the emulator as it would have arrived on the wire, signature aside. */
function emulatorTransport(emulator: Emulator, accessKeyId?: string): Transport {
  return async (request) => {
    const { product, version, action, method, pathname, body, style } = request;
    let answer: Awaited<ReturnType<Emulator['call']>>;
    try {
      answer = await emulator.call({
        product,
        version,
        action,
        method,
        params: wireParameters(request),
        ...(style === 'ROA' ? { path: pathname, body } : {}),
        ...(accessKeyId === undefined ? {} : { accessKeyId }),
      });
    } catch (cause) {
      throw new CloudError({ code: 'ECONNRESET', action, message: 'the connection was reset', cause });
    }
    if (answer.status >= 400) throw refused({ action, ...answer });
    return answer.body;
  };
}

/** A client of the emulator, without rates and locks of its own. */
export function cloudOf(emulator: Emulator, region = 'cn-hangzhou', accessKeyId?: string): Cloud {
  return createCloud({ region, transport: emulatorTransport(emulator, accessKeyId) });
}
