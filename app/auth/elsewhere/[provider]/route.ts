import { leaveFor } from '#lib/auth/elsewhere.ts'
import { services } from '#lib/services.ts'

export async function GET(request: Request, { params }: RouteContext<'/auth/elsewhere/[provider]'>) {
  return leaveFor(services(), request, (await params).provider)
}
