// JupyterLab's own packages, as it shares them with extensions.
let scope = {};

export function share(packages) {
  scope = packages;
}

// Lab itself brings each package once; of several versions the one already loaded is Lab's.
export async function lab(name) {
  const versions = Object.values(scope[name] ?? {});
  const version = versions.find((one) => one.loaded) ?? versions[0];
  if (version === undefined) {
    throw new Error(`JupyterLab does not share ${name}`);
  }
  return (await version.get())();
}
