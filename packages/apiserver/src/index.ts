export { type Clock, systemClock } from './clock.ts';
export type { Identity, KubeRequest, KubeResponse } from './http/types.ts';
export { type ApiServer, type ApiServerOptions, startApiServer } from './server.ts';
export { type DataFolderCode, DataFolderError } from './store/data-folder-error.ts';
export type { KeyPair } from './tls/certificates.ts';
