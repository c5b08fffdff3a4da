import { spawnSync } from 'node:child_process'
import { findProgram, installDebian } from './find.ts'

const find = () => findProgram(['fail2ban-regex'], ['/usr/bin', '/opt/homebrew/bin'])

export function ensureFail2ban(): string {
  if (!find()) installDebian(['fail2ban'])
  const program = find()
  if (program) return program
  throw new Error('fail2ban is missing: `apt-get install fail2ban`, `brew install fail2ban`, or the like.')
}

/** The addresses that fail2ban takes out of a log by a filter, a line each. */
export function addressesFound(log: string, filter: string): string[] {
  const { status, stdout, stderr } = spawnSync(ensureFail2ban(), ['-o', 'ip', log, filter], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`fail2ban-regex ended with ${status}: ${stdout}${stderr}`)
  return stdout.split('\n').filter(Boolean)
}
