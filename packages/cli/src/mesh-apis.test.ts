import { connectKube } from '@asm-privatelink/operator';
import { expect, it } from 'vitest';
import { createClosing } from './closing.ts';
import { meshApis } from './mesh-apis.ts';

it('starts one API server for each mesh, in which ASMPvlConfig is known', async () => {
  const closing = createClosing();
  try {
    const kubeconfigOf = meshApis(new AbortController().signal, closing);
    const [first, again, other] = await Promise.all([kubeconfigOf('a'), kubeconfigOf('a'), kubeconfigOf('b')]);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    const { transport } = closing.add(await connectKube({ text: first }), (opened) => opened.close());
    const path = '/apis/istio.alibabacloud.com/v1beta1/asmpvlconfigs';
    const { status } = await transport({ method: 'GET', path });
    expect(status).toBe(200);
  } finally {
    await closing.close();
  }
});
