import { type ContractRequest, get } from '../request.ts';
import { allWidgets } from './kinds.ts';

const base64 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('base64url');

/** What a server says of itself: its health, and what it does not have. */
export const serverRequests: ContractRequest[] = [
  ...['healthz', 'livez', 'readyz'].flatMap((root) => [
    get(`all checks of ${root}`, `/${root}?verbose`),
    get(`one check of ${root}`, `/${root}/ping`),
    get(`${root} without a check`, `/${root}?verbose&exclude=etcd&exclude=nothing&exclude=a%22b`),
  ]),
  get('a check that readiness alone has', '/readyz/shutdown'),
  get('a document of OpenAPI that is not there', '/openapi/v3/apis/none.example.com/v1'),
  get('a folder of documents of OpenAPI', '/openapi/v3/'),
  get('a continue token of bytes that are no text', `${allWidgets}?continue=${base64('\xcf\x3c')}`),
  get('a continue token of half a character', `${allWidgets}?continue=${base64('{"v":"\xe2')}`),
];
