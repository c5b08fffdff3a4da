import { describe, expect, it } from 'vitest'
import { troubleWords } from './devices.ts'

const named = (name: string) => new DOMException('', name)

describe('words for a device that did not open', () => {
  it.each([
    ['NotAllowedError', 'may not use your camera', 'Allow it'],
    ['NotFoundError', 'No camera was found', 'go on without it'],
    ['OverconstrainedError', 'No camera was found', 'Plug one in'],
    ['NotReadableError', 'is busy', 'Close that program'],
    ['AbortError', 'is busy', 'Close that program'],
    ['SecurityError', 'HTTPS', 'Ask whoever runs this server'],
    ['TypeError', 'did not start', 'plug it in again'],
  ])('%s says what happened and what to do', (name, happened, todo) => {
    const words = troubleWords('camera', named(name))
    expect(words).toContain(happened)
    expect(words).toContain(todo)
  })

  it('names the device', () => {
    expect(troubleWords('microphone', named('NotFoundError'))).toContain('microphone')
  })

  it('has words for what is not an error at all', () => {
    expect(troubleWords('camera', 'nonsense')).toContain('did not start')
  })
})
