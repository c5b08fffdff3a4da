/*
 * A process that keeps a server busy, as whoever does so would: elsewhere.
 * Says `ready`, waits to be told, says `done`.
 *   node tests/fairness/attacker.ts TARGET NAME
 */
import { once } from 'node:events'
import { onslaughts, type Target } from './onslaughts.ts'

const [target = '', name = ''] = process.argv.slice(2)
const run = await onslaughts[name]?.(JSON.parse(target) as Target)
if (!run) throw new Error(`There is no onslaught "${name}"`)
const enough = new AbortController()
process.once('disconnect', () => process.exit())
process.send?.('ready')
await once(process, 'message')
process.on('message', () => enough.abort())
await run(enough.signal)
process.send?.('done')
