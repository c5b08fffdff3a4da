/*
 * Follows a room and misses nothing, whatever becomes of the line: a program as anybody may write one, with
 * nothing but socket.io-client. Says each change as a line of JSON, and keeps in a file up to where it has
 * all of them, so that it goes on from there after a restart.
 *   ROOMS_URL=https://… ROOMS_EMAIL=… ROOMS_PASSWORD=… node examples/follow-room.mjs ROOM_ID CURSOR_FILE
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { io } from 'socket.io-client'

const { ROOMS_URL: url = '', ROOMS_EMAIL: email, ROOMS_PASSWORD: password } = process.env
const [roomId = '', cursorFile = ''] = process.argv.slice(2)
/** How long a change may be overtaken by a later one, before the missing one is asked for. */
const gapMs = 2_000
const retryMs = 5_000

/**
 * The revision up to which everything is here; null before the first. Never the highest that was heard: what
 * came before that may still be missing.
 */
let cursor = existsSync(cursorFile) ? Number(readFileSync(cursorFile, 'utf8')) : null
/** Heard too early: what comes before is not here yet. By revision. */
const early = new Map()
let asking = false
let timer
let [accessToken, goodUntil] = ['', 0]

const socket = io(url, {
  // Processes may be several, so there is no polling (README, "Several").
  transports: ['websocket'],
  auth: (tell) => signIn().then((token) => tell({ token }), complain),
})
socket.on('connect', catchUp)
socket.on('message:posted', hear)
socket.on('message:changed', hear)
socket.on('connect_error', complain)
// After a word of the server Socket.IO does not come back by itself.
socket.on('disconnect', (reason) => {
  if (reason === 'io server disconnect') setTimeout(() => socket.connect(), retryMs)
})

function hear(message) {
  if (message.roomId !== roomId || (cursor !== null && message.revision <= cursor)) return
  early.set(message.revision, message)
  if (!asking) goOn()
}

/** Takes what comes next, as far as it is here; asks for what is missing, unless it comes by itself. */
function goOn() {
  if (cursor === null) return
  for (const revision of early.keys()) if (revision <= cursor) early.delete(revision)
  while (early.has(cursor + 1)) {
    const message = early.get(cursor + 1)
    early.delete(message.revision)
    take(message)
    keep(message.revision)
  }
  clearTimeout(timer)
  if (early.size > 0) timer = setTimeout(catchUp, gapMs)
}

/** Joins what is live first, and reads what was missed after: so nothing falls between the two. */
async function catchUp() {
  if (asking || !socket.connected) return
  asking = true
  clearTimeout(timer)
  let missed
  try {
    const since = cursor === null ? {} : { since: cursor }
    const reply = await socket.timeout(10_000).emitWithAck('room:watch', { roomId, ...since })
    if (!reply.ok) throw new Error(reply.error.message)
    // Too much was missed, or nothing is here yet: the newest page is where it goes on.
    missed = cursor === null || reply.data.reset ? await newestPage() : reply.data
  } catch (error) {
    complain(error)
    timer = setTimeout(catchUp, retryMs)
    return
  } finally {
    asking = false
  }
  // A message that changed twice meanwhile is told once, as it is now: their revisions leave some out.
  for (const message of missed.changes.toSorted((a, b) => a.revision - b.revision)) take(message)
  keep(missed.revision)
  goOn()
}

async function newestPage() {
  const { items, revision } = await ask(`/rooms/${roomId}/messages`, { token: await signIn() })
  return { changes: items, revision }
}

function take({ seq, revision, content, editedAt, deletedAt }) {
  console.log(
    JSON.stringify({ seq, revision, content, edited: Boolean(editedAt), deleted: Boolean(deletedAt) }),
  )
}

/** Written whole or not at all. */
function keep(revision) {
  cursor = revision
  if (cursorFile === '') return
  writeFileSync(`${cursorFile}.new`, String(revision))
  renameSync(`${cursorFile}.new`, cursorFile)
}

/** Signs in anew in time, and not with each line that is lost: each sign-in is a session. */
async function signIn() {
  if (Date.now() < goodUntil) return accessToken
  const pair = await ask('/auth/login', { body: { email, password } })
  accessToken = pair.accessToken
  goodUntil = Date.now() + pair.expiresInMs / 2
  return accessToken
}

async function ask(path, { token, body }) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.detail)
  return answer
}

function complain(error) {
  console.error(error.message)
}
