/**
 * The only thing used of the official client. A file of its own, loaded lazily: a bundler keeps all of a module that is imported dynamically,
 * and through this one only what it names.
 */
export { KubeConfig } from '@kubernetes/client-node/dist/config.js';
