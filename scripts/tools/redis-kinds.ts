import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import type { Certificate } from './certificate.ts'
import { freePort, temporaryFolder } from './program.ts'
import { startRedis } from './redis.ts'

type Redis = Awaited<ReturnType<typeof startRedis>>
const secret = 'a secret, with spaces/and@signs'
const scheme = (tls: Certificate | null) => (tls ? 'rediss' : 'redis')

/** With a certificate it speaks TLS alone, also to others of its kind. */
async function launch(settings: string[], tls: Certificate | null, file?: string[]) {
  const port = await freePort()
  const secure = tls
    ? [
        ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
        ...['--tls-cert-file', tls.certificate, '--tls-key-file', tls.key],
        ...['--tls-ca-cert-file', tls.certificate, '--tls-replication', 'yes', '--tls-cluster', 'yes'],
      ]
    : []
  return startRedis({ port, settings: [...settings, ...secure], ...(file && { file }) })
}

/** A Redis that asks for a password, and speaks TLS alone. */
export async function startSecureRedis(tls: Certificate) {
  const redis = await launch(['--requirepass', secret], tls)
  return { ...redis, url: `rediss://:${encodeURIComponent(secret)}@127.0.0.1:${redis.port}` }
}

/** A master with a replica, and three sentinels who agree within a second that it is gone. */
export async function startSentinels(tls: Certificate | null = null) {
  const settings = ['--requirepass', secret, '--masterauth', secret]
  const master = await launch(settings, tls)
  const replica = await launch([...settings, '--replicaof', '127.0.0.1', `${master.port}`], tls)
  await until(replica, { tls, password: secret }, async (client) =>
    (await client.info('replication')).includes('master_link_status:up'),
  )
  const sentinels: Redis[] = []
  for (let n = 0; n < 3; n++) {
    const file = join(temporaryFolder('sentinel'), 'sentinel.conf')
    writeFileSync(
      file,
      `sentinel monitor main 127.0.0.1 ${master.port} 2
sentinel auth-pass main "${secret}"
sentinel down-after-milliseconds main 1000
sentinel failover-timeout main 5000
requirepass sentinels
sentinel sentinel-pass sentinels
`,
    )
    sentinels.push(await launch([], tls, [file, '--sentinel']))
  }
  for (const sentinel of sentinels)
    await until(sentinel, { tls, password: 'sentinels' }, async (client) => {
      const others = await client.sendCommand<unknown[]>(['SENTINEL', 'SENTINELS', 'main'])
      const replicas = await client.sendCommand<unknown[]>(['SENTINEL', 'REPLICAS', 'main'])
      return others.length === 2 && replicas.length === 1
    })
  const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const login = `:${encodeURIComponent(secret)}@`
  return {
    url: `${scheme(tls)}+sentinel://${login}${hosts}/main?sentinelPassword=sentinels`,
    master,
    stop: async () => {
      await Promise.all([...sentinels, master, replica].map((one) => one.kill()))
    },
  }
}

/** Three masters without replicas, each with a third of the slots. */
export async function startCluster(tls: Certificate | null = null) {
  const settings = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000']
  const nodes: Redis[] = []
  for (let n = 0; n < 3; n++) nodes.push(await launch(settings, tls))
  const first = String(nodes[0]?.port)
  for (const [n, node] of nodes.entries()) {
    const range = [Math.ceil((n * 16_384) / 3), Math.ceil(((n + 1) * 16_384) / 3) - 1].map(String)
    await ask(node, { tls }, (client) => client.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', ...range]))
    if (n > 0)
      await ask(node, { tls }, (client) => client.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', first]))
  }
  for (const node of nodes)
    await until(node, { tls }, async (client) => {
      const told = await client.sendCommand<string>(['CLUSTER', 'INFO'])
      return told.includes('cluster_state:ok') && told.includes('cluster_known_nodes:3')
    })
  return {
    url: `${scheme(tls)}+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    ask: <T>(question: (client: Client) => Promise<T>) =>
      Promise.all(nodes.map((node) => ask(node, { tls }, question))),
    stop: async () => {
      await Promise.all(nodes.map((one) => one.kill()))
    },
  }
}

type How = { tls: Certificate | null; password?: string }
type Client = ReturnType<typeof clientOf>
const clientOf = ({ port }: Redis, { tls, password }: How) =>
  createClient({
    ...(password !== undefined && { password }),
    socket: { host: '127.0.0.1', port, reconnectStrategy: false, ...(tls && { tls: true }) },
  })

async function ask<T>(server: Redis, how: How, question: (client: Client) => Promise<T>): Promise<T> {
  const client = clientOf(server, how)
  client.on('error', () => undefined)
  await client.connect()
  return question(client).finally(() => client.destroy())
}

/** Asks until it is so. */
async function until(server: Redis, how: How, isSo: (client: Client) => Promise<boolean>) {
  for (const end = Date.now() + 20_000; !(await ask(server, how, isSo)); await pause(50))
    if (Date.now() > end) throw new Error(`Redis on port ${server.port} does not become what it should`)
}
