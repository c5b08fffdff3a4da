import type { SavedChange } from './schema.ts'

export type SavedFacts = {
  'saved.changed': SavedChange & { userId: string }
}
