// The built site on a host of this machine, as any host of files serves it.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { root } from './site.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.txt': 'text/plain', '.xml': 'application/xml', '.png': 'image/png', '.jpg': 'image/jpeg' };

/** Serves the site below `base`, with further headers, until `close()` is called; `address` is that of its root, with a slash at its end. */
export async function serve(base = '/', headers = {}) {
  const server = http.createServer((request, response) => {
    const address = path.posix.normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname));
    const file = path.join(root, address.slice(base.length));
    if (!address.startsWith(base) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) return response.writeHead(404).end();
    response.writeHead(200, { ...headers, 'content-type': `${TYPES[path.extname(file)] ?? 'application/octet-stream'}; charset=utf-8` });
    return response.end(fs.readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() };
}
