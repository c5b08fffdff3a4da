import type { Logger } from 'pino'
import type { Subscribe } from '#lib/facts/bus.ts'

/** That they are made and would help; what failed the worker at jobs tells. */
export function logBackups({ on }: Subscribe, log: Logger): void {
  on('backup.made', (made) => log.info(made, 'backup made'))
  on('backup.checked', (checked) => log.info(checked, 'backup restored into a scratch folder, and whole'))
}
