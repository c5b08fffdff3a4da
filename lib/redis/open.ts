import { createClient } from 'redis'
import { type Place, type RedisAddress, tag } from './address.ts'

export type RedisClient = ReturnType<typeof clientAt>

/** How long one place may take to be reached, and to say who it is. */
const patienceMs = 3_000

/**
 * A connection to the server that counts now: it is looked for each time, and takes what is written. Ends
 * with the first error; whoever holds it opens another. Rejects when none is reached in time.
 */
export async function openRedis(address: RedisAddress): Promise<RedisClient> {
  const { kind, password, database, username } = address
  const place = kind === 'one' ? address.places[0] : await firstOf(address)
  if (!place) throw away('no address')
  const client = await connected(clientAt(place, address.tls, { username, password, database }))
  try {
    // What was said of it is a moment old: its successor is known soon.
    if (kind === 'sentinel') await requireMaster(client)
    await lookAt(address, client)
    return client
  } catch (error) {
    client.destroy()
    throw error
  }
}

/** Rejects where it is not the one that counts, as far as it knows; a cluster tells that of a key alone. */
export const lookAt = ({ kind }: RedisAddress, client: RedisClient): Promise<unknown> =>
  kind === 'cluster' ? client.exists(tag) : client.ping()

async function requireMaster(client: RedisClient): Promise<void> {
  const [role] = await client.sendCommand<[string]>(['ROLE'])
  if (role !== 'master') throw away('no master')
}

type Login = { username?: string | undefined; password?: string | undefined; database?: number | undefined }

function clientAt({ host, port }: Place, tls: boolean, login: Login) {
  const given = Object.fromEntries(Object.entries(login).filter(([, value]) => value !== undefined))
  return createClient({
    ...given,
    disableOfflineQueue: true,
    socket: { host, port, connectTimeout: patienceMs, reconnectStrategy: false, ...(tls && { tls }) },
  })
}

async function connected(client: RedisClient): Promise<RedisClient> {
  // What rejects says the same.
  client.on('error', () => undefined)
  // Of one that takes connections and greets nobody.
  const late = setTimeout(() => client.destroy(), patienceMs)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.destroy()
    throw error
  } finally {
    clearTimeout(late)
  }
}

/** Whoever answers first: one that hangs keeps nobody waiting. */
async function firstOf(address: RedisAddress): Promise<Place> {
  try {
    return await Promise.any(address.places.map((place) => ask(place, address)))
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error
  }
}

async function ask(place: Place, address: RedisAddress): Promise<Place> {
  const { kind, username, password, sentinelPassword } = address
  const login = kind === 'sentinel' ? { password: sentinelPassword } : { username, password }
  const client = await connected(clientAt(place, address.tls, login))
  try {
    return kind === 'sentinel' ? await masterOf(client, address.master) : await ownerOf(client, place)
  } finally {
    client.destroy()
  }
}

/** https://redis.io/docs/latest/develop/reference/sentinel-clients/ */
async function masterOf(client: RedisClient, name: string): Promise<Place> {
  const told = await client.sendCommand<[string, string] | null>([
    'SENTINEL',
    'GET-MASTER-ADDR-BY-NAME',
    name,
  ])
  if (!told) throw away('sentinels know no master of this name')
  return { host: told[0], port: Number(told[1]) }
}

/** The master of our slot, as a node of the cluster knows it. */
async function ownerOf(client: RedisClient, asked: Place): Promise<Place> {
  const slot = await client.clusterKeySlot(tag)
  const ranges = await client.clusterSlots()
  const owner = ranges.find(({ from, to }) => from <= slot && slot <= to)?.master
  if (!owner) throw away('nobody has our slot')
  // A node that knows no name of its own leaves it out.
  return { host: owner.host || asked.host, port: owner.port }
}

/** With the code of a service that is away, and in the place of words what is told. */
const away = (code: string) => Object.assign(new Error(code), { code })
