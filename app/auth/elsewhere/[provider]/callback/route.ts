import { comeBackFrom } from '#lib/auth/elsewhere.ts'
import { services } from '#lib/services.ts'

export async function GET(request: Request, { params }: RouteContext<'/auth/elsewhere/[provider]/callback'>) {
  return comeBackFrom(services(), request, (await params).provider)
}
