/**
 * The Node releases this project runs on, the same as `engines` in package.json: what its dependencies support.
 * @param {string} version such as `20.19.0`
 */
export function supportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
}
