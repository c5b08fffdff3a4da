/* What a flow is written with: `import { expect, test } from 'rooms/qa'` (docs/qa.md). */
export { expect } from '@playwright/test'
export type { FaultyServer } from './faults/server.ts'
export { cannotCheck, test } from './fixtures.ts'
export type { Instance } from './instance/ask.ts'
export { named } from './names.ts'
export type { Everybody } from './people/everybody.ts'
export type { Person } from './people/person.ts'
export type { Program } from './program.ts'
