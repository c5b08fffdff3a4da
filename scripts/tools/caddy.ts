import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate } from './certificate.ts'
import { findProgram, installDebian } from './find.ts'
import { freePort, start, stop, temporaryFolder, whenListening } from './program.ts'

const find = () => findProgram(['caddy'], ['/usr/bin', '/opt/homebrew/bin'])

export function ensureCaddy(): string {
  if (!find()) installDebian(['caddy'])
  const program = find()
  if (program) return program
  throw new Error('Caddy is missing: `apt-get install caddy`, `brew install caddy`, or the like.')
}

/** Caddy by the file that deployers take, in front of these servers; `plainUrl` leads to `url`. */
export async function startCaddy(servers: string[], { certificate, key }: Certificate) {
  const program = ensureCaddy()
  const folder = temporaryFolder('caddy')
  const [plain, secure] = [await freePort(), await freePort()]
  const here = `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${plain}\n\thttps_port ${secure}\n}\n`
  const site = readFileSync('deploy/Caddyfile', 'utf8')
    .replace(
      /^rooms\.example\.org \{$/m,
      `https://127.0.0.1 {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`,
    )
    .replace('127.0.0.1:3000', servers.map((url) => new URL(url).host).join(' '))
  const path = join(folder, 'Caddyfile')
  writeFileSync(path, here + site)
  const caddy = start(program, ['run', '--config', path, '--adapter', 'caddyfile'], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  })
  await whenListening(caddy, secure)
  return {
    url: `https://127.0.0.1:${secure}`,
    plainUrl: `http://127.0.0.1:${plain}`,
    stop: () => stop(caddy),
  }
}
