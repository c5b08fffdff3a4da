import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { reactInAccounts } from '#lib/accounts/reactions.ts'
import { reactInMessages } from '#lib/messages/reactions.ts'
import { makeKeys } from './auth/keys.ts'
import { makeTokens } from './auth/tokens.ts'
import { startBackground } from './background/start.ts'
import { logBackups } from './backups/log.ts'
import type { Product } from './build/product.ts'
import { allLinesLost } from './calls/lines.ts'
import { reactInCalls } from './calls/reactions.ts'
import type { World } from './context.ts'
import { dialect } from './db/dialect.ts'
import { openDb } from './db/open.ts'
import { reactInElsewhere } from './elsewhere/reactions.ts'
import { makeTrips } from './elsewhere/trips.ts'
import { refoldEmoji } from './emoji/refold.ts'
import { allowedBy, type Env, misspeltIn } from './env.ts'
import { makeFactBus } from './facts/bus.ts'
import { asError } from './failure.ts'
import { makeTurns } from './fair-queue.ts'
import { fillRoomsOfFiles } from './files/fill-rooms.ts'
import { openFiles } from './files/open.ts'
import { forgetTheDeleted } from './forget.ts'
import { reactInGuests } from './guests/reactions.ts'
import { openCountries } from './http/countries.ts'
import { keepAnswers } from './http/kept-answers.ts'
import { kindsFor } from './job-kinds.ts'
import { endLeases } from './jobs/claim.ts'
import { makeJobs } from './jobs/enqueue.ts'
import { startWorker } from './jobs/worker.ts'
import { allow } from './limits.ts'
import type { Logs } from './logs/open.ts'
import { rememberMembers } from './presence/members.ts'
import { trackOnline } from './presence/online.ts'
import { trackTyping } from './presence/typing.ts'
import { makeLimits } from './rate-limits.ts'
import { makeBroadcast } from './realtime/broadcast.ts'
import { channel } from './realtime/channels.ts'
import { joinCluster } from './realtime/cluster.ts'
import { keepConnections, stopHearing } from './realtime/connections.ts'
import { deliver } from './realtime/delivery/deliver.ts'
import { agreeOnProfiles } from './realtime/profile-refresh.ts'
import { catchUpAll } from './realtime/reconnect-all.ts'
import { runSchedule } from './realtime/schedule.ts'
import { makeIo, openDoor } from './realtime/server.ts'
import type { Io } from './realtime/sockets.ts'
import { type RedisAddress, redisAddress } from './redis/address.ts'
import { reactInRooms } from './rooms/reactions.ts'
import { refoldNames } from './rooms/refold.ts'
import { openSandbox } from './sandbox/open.ts'
import { authSecret } from './secrets.ts'
import { logSecurity } from './security-log.ts'
import { provide } from './services.ts'

/**
 * Starts what one process shares: database, sockets, presence, the clock's rounds, the worker at jobs. They
 * are stopped in the opposite order.
 */
export async function startServices(http: Server, env: Env, product: Product, logs: Logs) {
  allow(allowedBy(env))
  const { general: log } = logs
  for (const { variable, meant } of misspeltIn())
    log.warn({ variable, meant }, 'a variable of the environment is no setting')
  // Before anything asks what time it is.
  const faults = env.ROOMS_FAULTS ? (await import('./faults/start.ts')).startFaults(log) : null
  const now = Date.now
  const elapsed = () => performance.now()
  const secret = authSecret(env.DATA_DIR, env.AUTH_SECRET)
  const store = { url: env.DATABASE_URL, dataDir: env.DATA_DIR, synchronous: env.SQLITE_SYNCHRONOUS }
  const release = dialect === 'sqlite' ? (await import('./db/hold-alone.ts')).holdAlone(store) : null
  const opened = await openDb(store)
  await refoldNames(opened)
  await refoldEmoji(opened)
  await fillRoomsOfFiles(opened)
  const background = startBackground(store, (words, failure) =>
    failure ? log.warn({ err: asError(failure) }, words) : log.info(words),
  )
  const files = openFiles(env)
  faults?.breakStore(opened, files)
  const sandbox = openSandbox((words) => log.warn(words))
  const io = makeIo(http, env)
  const redisUrl = (await faults?.redis(env.REDIS_URL)) ?? env.REDIS_URL
  const address = redisAddress(redisUrl)
  const redis = address && (await connectRedis(io, address, log))
  const observed = { io, db: opened, env, product, redis: redis?.connected ?? null }
  const metrics = env.METRICS_TOKEN === '' ? null : await makeMetrics(observed)
  const collector = env.OTEL_EXPORTER_OTLP_ENDPOINT
  const tracing = collector === '' ? null : await startTracing(collector, env.OTEL_SERVICE_NAME, product)
  const timed = metrics?.timed(opened) ?? opened
  const db = tracing?.watched(timed) ?? timed

  const several = redis !== null
  const cluster = joinCluster(io, several)
  const online = trackOnline(cluster, elapsed)
  const members = rememberMembers(db, cluster)
  const typing = trackTyping(cluster, (roomId, userIds) => {
    io.local.to(channel.room(roomId)).volatile.emit('typing:changed', { roomId, userIds })
  })
  const presence = { online, typing, members, node: cluster.node }

  const failed = (error: unknown) => log.error({ err: error }, 'a reaction failed')
  const facts = makeFactBus(db, failed)
  const world: World = {
    db,
    jobs: makeJobs(db, now),
    background,
    env,
    now,
    elapsed,
    change: facts.change,
    announce: facts.announce,
    countryOf: openCountries(),
    kept: keepAnswers(),
    limits: makeLimits(env, redis?.store),
    turns: makeTurns(),
    tokens: makeTokens(secret),
    keys: makeKeys(secret),
    trips: makeTrips((error) => log.warn({ err: error }, 'signing in elsewhere failed'), elapsed),
    files,
    sandbox,
  }
  stopHearing(facts, io, { cluster, members })
  deliver(facts, world, makeBroadcast(io, { members, online, elapsed, several, failed }))
  keepConnections(facts, io, { cluster, members, online, lookAgain: agreeOnProfiles(io, cluster) })
  reactInRooms(facts, world)
  reactInCalls(facts, world)
  reactInAccounts(facts, world)
  reactInMessages(facts, world)
  reactInGuests(facts, world)
  logSecurity(facts, log)
  logBackups(facts, log)
  reactInElsewhere(facts, world)
  forgetTheDeleted(facts, world)
  metrics?.hear(facts)
  const services = { world, product, secret, log, logs, metrics, tracing, processes: online.processes }
  provide(services)
  if (db.dialect === 'sqlite') {
    await allLinesLost(world)
    await endLeases(db, now())
  }
  openDoor(io, services, presence)
  await faults?.open(world, io)
  const stopSchedule = runSchedule(io, world, presence, log)
  const kinds = kindsFor(env)
  const worker = startWorker(world, tracing ? kinds.map(tracing.job) : kinds, log)

  return {
    ...services,
    redis,
    faults,
    /**
     * Sockets go first, by closing their transport: that is what makes clients come back by themselves,
     * elsewhere or after the restart.
     */
    closeSockets: () => {
      stopSchedule()
      void worker.stop()
      void io.close()
    },
    close: async () => {
      await worker.stop()
      await facts.idle()
      sandbox.stop()
      await background.stop()
      await db.close()
      release?.()
      await redis?.close()
      await tracing?.close()
    },
  }
}

// What few installations use is loaded by those alone.
async function connectRedis(io: Io, address: RedisAddress, log: Logger) {
  const redis = await import('./realtime/redis.ts')
  return redis.connectRedis(io, address, log, () => catchUpAll(io))
}

async function makeMetrics(...of: Parameters<typeof import('./metrics/metrics.ts').makeMetrics>) {
  const metrics = await import('./metrics/metrics.ts')
  return metrics.makeMetrics(...of)
}

async function startTracing(...of: Parameters<typeof import('./tracing/tracing.ts').startTracing>) {
  const tracing = await import('./tracing/tracing.ts')
  return tracing.startTracing(...of)
}
