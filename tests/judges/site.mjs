// The built site as files: what every judge starts from.
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(process.argv[2] ?? '.');

/** Every file below the root whose name ends so, as paths with `/`, sorted. */
export function files(ending) {
  return fs.readdirSync(root, { recursive: true })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith(ending))
    .sort();
}

export const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');

/** The file of an address at the root of a host, which a folder has not: what the page for wrong addresses loads. */
export function assetOf(url) {
  const asset = url.match(/^file:\/\/(\/assets\/.*)$/);
  return asset && path.join(root, asset[1]);
}

const faults = [];
/** Notes a fault; all are told at the end, so that one run shows everything. */
export const fault = (where, what) => faults.push(`${where}: ${what}`);

/** Tells the faults and ends: 0 without any, 1 with some. */
export function verdict(said) {
  for (const line of faults) console.log(line);
  console.log(`${said}; ${faults.length} faults`);
  process.exit(faults.length ? 1 : 0);
}
