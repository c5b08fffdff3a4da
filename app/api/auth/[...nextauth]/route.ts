import { answerForBrowser } from '#lib/auth/answer.ts'

export { answerForBrowser as GET, answerForBrowser as POST }
