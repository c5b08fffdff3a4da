import { answer } from './answer.ts'
import { jobs } from './jobs.ts'

answer(jobs)
