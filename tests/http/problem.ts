import { expect } from 'vitest'
import { problem } from '#lib/http/schema.ts'
import type { Answer } from '../client.ts'

/** Problem details in full (RFC 9457), with this code and status. */
export function expectProblem(answer: Answer, code: string, status: number) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.status).toBe(status)
  const told = problem.parse(answer.body)
  expect(told).toMatchObject({ code, status })
  expect(told.detail).not.toMatch(/\n +at |node_modules/)
  return told
}
