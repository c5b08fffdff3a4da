import type { Found } from './found.ts'
import { type Cause, reckon } from './reckon.ts'
import { bounds, type Top } from './step-up.ts'

const first = 'What gives out first is'
const causes: Record<Cause, string> = {
  processor: `${first} the processor: the main thread of the server, which has one core.`,
  store: `${first} the database, or the disk under it: the processor was not used up.`,
  memory: `${first} memory: half of what was free, at what each person takes.`,
  'open files': `${first} open files, one for each person: let the process have more (ulimit -n, LimitNOFILE of systemd).`,
  measuring: 'The server may carry more: who made the load, on the same cores, had no more to give.',
  time: 'The server may carry more: there was no time to try it. More time: npm run capacity -- --seconds 120',
}

/** What was found, as lines for whoever runs the machine. */
export function inWords(found: Found): string {
  const { cores, memoryBytes, database, connected } = found
  const machine = `${some(cores, 'core')}, ${gigabytes(memoryBytes)} of memory, one process with ${database}`
  const reckoned = reckon(found)
  if (!reckoned)
    return [
      `This machine (${machine}) is too slow, or too busy with other things, for any of what was tried:`,
      `posts reached everybody later than ${bounds.reachedMs} ms each time. Stop what else runs here, and measure again.`,
      diskLine(found),
    ].join('\n')
  const { people, cause, posts, allBackMs } = reckoned
  const writers = Math.floor(people / 10)
  return [
    `This machine carries about ${number(people)} people who have Rooms open, of whom ${number(writers)} write a message a minute.`,
    causes[cause],
    '',
    line('Machine', machine),
    line('Messages', `${number(posts)} a second, each to 20 people; ${reachedBy(found.posts)}`),
    line('Busy hour', reachedBy(found.people)),
    line(
      'Memory',
      `${megabytes(found.serverBytes)} for the server, ${Math.round(found.bytesPerPerson / 1_000)} kB more for each connected person`,
    ),
    line(
      'Restart',
      `ready after ${secondsOf(found.readyMs)}; all ${number(people)} are back within ${secondsOf(allBackMs)}`,
    ),
    line('Files', `${Math.max(1, Math.floor(found.uploadsPerSecond / 2))} of 1 MB uploaded in a second`),
    diskLine(found),
    '',
    'Assumed: of ten people who have Rooms open one writes a message a minute, to twenty who look at the room. In an hour each opens',
    `12 rooms, loads the page once and searches once. Too much is what reaches them later than ${bounds.reachedMs} ms (95 of 100), or keeps the`,
    `server ${bounds.lagMs} ms from what it has to do (99 of 100). Calls go from browser to browser and cost the server little.`,
    `Cautious: all figures are half of what was measured, since whoever makes the load works on the same cores. ${number(connected)} people`,
    'were really connected; what is more is reckoned from what they did as often as that many would.',
  ].join('\n')
}

const reachedBy = (top: Top | null) =>
  `95 of 100 posts reached everybody within ${Math.ceil(top?.seen.reachedMs ?? 0)} ms while it was twice that`

function diskLine({ disk, folder, onSameDisk }: Found) {
  const said = `what is written is safe after ${disk.syncMs.toFixed(1)} ms (95 of 100); ${gigabytes(disk.freeBytes)} are free`
  const elsewhere = `That is the disk of ${folder}, not of DATA_DIR: TMPDIR=… names a folder on that one.`
  return line('Disk', onSameDisk ? said : `${said}. ${elsewhere}`)
}

const line = (name: string, said: string) => `  ${name.padEnd(10)} ${said}`
const number = (figure: number) => figure.toLocaleString('en')
const some = (count: number, of: string) => `${count} ${of}${count === 1 ? '' : 's'}`
const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`
const gigabytes = (bytes: number) => `${bytes < 1e10 ? (bytes / 1e9).toFixed(1) : Math.floor(bytes / 1e9)} GB`
const secondsOf = (ms: number) => `${ms < 10_000 ? (ms / 1_000).toFixed(1) : Math.ceil(ms / 1_000)} s`
