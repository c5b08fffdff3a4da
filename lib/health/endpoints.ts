import { endpoint } from '#lib/http/endpoint.ts'
import { healthOf } from './operations.ts'
import { health } from './schema.ts'

export const getHealth = endpoint({
  method: 'GET',
  path: '/admin/health',
  needs: 'admin',
  summary: 'How this installation is: what is well, and what to do where it is not. For administrators.',
  answer: health,
  handle: (context) => healthOf(context),
})
