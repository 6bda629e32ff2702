/**
 * openapi-typescript reads TypeScript with the compiler's API, which version 7 does not have. It asks for TypeScript as a
 * peer, and would get ours: it is given one of its own.
 */
function readPackage(pkg) {
  if (pkg.name === 'openapi-typescript') {
    delete pkg.peerDependencies.typescript;
    pkg.dependencies.typescript = '5.9.3';
  }
  return pkg;
}

export const hooks = { readPackage };
