import { passwordForgotten } from './forgotten.ts'
import { confirmNewEmail, emailChanging } from './mail/email-changing.ts'
import { invited } from './mail/invited.ts'
import { newDevice } from './mail/new-device.ts'
import { passwordChanged } from './mail/password-changed.ts'
import { emailToConfirm } from './verification.ts'

export const accountJobs = [
  passwordForgotten,
  passwordChanged,
  emailToConfirm,
  confirmNewEmail,
  emailChanging,
  newDevice,
  invited,
] as const
