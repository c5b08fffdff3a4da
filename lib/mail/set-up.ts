import type { Env } from '#lib/env.ts'

/** Whether this installation can send mail. */
export const isMailSetUp = ({ SMTP_URL }: Pick<Env, 'SMTP_URL'>): boolean => SMTP_URL !== ''
