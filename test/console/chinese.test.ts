import { reasons } from '@asm-privatelink/api';
import { certificateWrites, findings, writeActions } from '@asm-privatelink/link';
import { describe, expect, it } from 'vitest';
import {
  certificateInChinese,
  meaningInChinese,
  remedyInChinese,
  stepInChinese,
} from '../../packages/console/pages/text/server-in-chinese.ts';
import { sanSchema } from '../../packages/console/src/answers/certificates.ts';

const chinese = /[\u4e00-\u9fff]/;

describe('what the server says, in Chinese', () => {
  it.each([...Object.keys(reasons), ...findings])('%s says in one line what is wrong, and what to do', (reason) => {
    for (const text of [meaningInChinese(reason), remedyInChinese(reason, false), remedyInChinese(reason, true)]) {
      expect(text).toMatch(chinese);
      expect(text).toMatch(/。$/);
    }
  });

  it.each([...writeActions, ...certificateWrites])('%s is a step with a name', (action) => {
    expect(stepInChinese(action)).toMatch(chinese);
  });

  it.each(sanSchema.shape.clusters.element.shape.verdict.options.filter((each) => each !== 'unknown'))(
    'a certificate that is judged %s says so, and what to do',
    (verdict) => {
      for (const managed of [true, false]) {
        expect(certificateInChinese(verdict, managed)?.meaning).toMatch(chinese);
        expect(certificateInChinese(verdict, managed)?.action).toMatch(chinese);
      }
    },
  );

  it('when nobody has to do anything yet, says so before what helps later', () => {
    expect(remedyInChinese('PortBlocked', true)).toBe('无需处理，请稍候再看。若一直如此：对 VPC 的网段放行这些端口。');
    expect(remedyInChinese('Provisioning', true)).toBe('请稍候。');
  });

  it.each(['toString', 'PortClosed', ''])(
    'when %j is no reason of ours, leaves it to the words of the server',
    (name) => {
      expect([meaningInChinese(name), remedyInChinese(name, true), stepInChinese(name)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(meaningInChinese(null)).toBeUndefined();
    },
  );
});
