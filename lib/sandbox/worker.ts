import { answer } from './answer.ts'
import { decoders } from './decoders.ts'

answer(decoders)
