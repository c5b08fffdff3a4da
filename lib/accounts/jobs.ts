import { passwordForgotten } from './forgotten.ts'
import { confirmNewEmail, emailChanging } from './mail/email-changing.ts'
import { passwordChanged } from './mail/password-changed.ts'
import { emailToConfirm } from './verification.ts'

export const accountJobs = [
  passwordForgotten,
  passwordChanged,
  emailToConfirm,
  confirmNewEmail,
  emailChanging,
] as const
