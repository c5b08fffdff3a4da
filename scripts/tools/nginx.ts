import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate } from './certificate.ts'
import { findProgram, installDebian } from './find.ts'
import { freePort, start, stop, temporaryFolder, whenListening } from './program.ts'

const find = () => findProgram(['nginx'], ['/usr/sbin', '/opt/homebrew/bin'])

export function ensureNginx(): string {
  if (!find()) installDebian(['nginx-light'])
  const program = find()
  if (program) return program
  throw new Error('nginx is missing: `apt-get install nginx-light`, `brew install nginx`, or the like.')
}

/** What goes around a file of conf.d; nothing outside of the folder is read or written. */
const around = (folder: string, site: string) => `
daemon off;
pid ${folder}/pid;
error_log stderr warn;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  include ${site};
}
`

/** Where that file has the certificate. */
const kept = '/etc/letsencrypt/live/rooms.example.org'

/** nginx by the file that deployers take, in front of these servers; `plainUrl` leads to `url`. */
export async function startNginx(servers: string[], { certificate, key }: Certificate) {
  const program = ensureNginx()
  const folder = temporaryFolder('nginx')
  const [plain, secure] = [await freePort(), await freePort()]
  const site = readFileSync('deploy/nginx.conf', 'utf8')
    .replace(/^ +#?server 127\.0\.0\.1:3001.*\n/m, '')
    .replace(/^( +server )127\.0\.0\.1:3000(.*\n)/m, (_, before, after) =>
      servers.map((url) => `${before}${new URL(url).host}${after}`).join(''),
    )
    .replaceAll(/^ +listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ', `listen 127.0.0.1:${secure} `)
    .replace(`${kept}/fullchain.pem`, certificate)
    .replace(`${kept}/privkey.pem`, key)
  const sitePath = join(folder, 'site.conf')
  const mainPath = join(folder, 'nginx.conf')
  writeFileSync(sitePath, site)
  writeFileSync(mainPath, around(folder, sitePath))
  const nginx = start(program, ['-p', folder, '-c', mainPath, '-e', 'stderr'])
  await whenListening(nginx, secure)
  return {
    url: `https://127.0.0.1:${secure}`,
    plainUrl: `http://127.0.0.1:${plain}`,
    stop: () => stop(nginx),
  }
}
