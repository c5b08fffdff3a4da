ALTER TABLE "rooms" ADD COLUMN "posting" text DEFAULT 'everyone' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "replies_open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "slow_mode_ms" integer DEFAULT 0 NOT NULL;