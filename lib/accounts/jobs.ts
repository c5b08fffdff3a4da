import { passwordForgotten } from './forgotten.ts'
import { passwordChanged } from './mail/password-changed.ts'

export const accountJobs = [passwordForgotten, passwordChanged] as const
