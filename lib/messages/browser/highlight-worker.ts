import { highlight } from './highlight.ts'

export type Question = { code: string; language: string }

self.onmessage = ({ data: { code, language } }: MessageEvent<Question>) =>
  self.postMessage(highlight(code, language))
self.postMessage('ready')
