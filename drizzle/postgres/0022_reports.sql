CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"room_id" text NOT NULL,
	"room_name" text NOT NULL,
	"visibility" text NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"content" text NOT NULL,
	"attachments" jsonb NOT NULL,
	"said_at" bigint NOT NULL,
	"reporter_id" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" bigint NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text,
	"decided_by" text,
	"decided_at" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "reports_once" ON "reports" USING btree ("message_id","reporter_id");--> statement-breakpoint
CREATE INDEX "reports_time" ON "reports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "reports_state" ON "reports" USING btree ("state","created_at","id");