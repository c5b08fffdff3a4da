CREATE TABLE "reminders" (
	"user_id" text NOT NULL,
	"message_id" text NOT NULL,
	"remind_at" bigint NOT NULL,
	"came_at" bigint,
	CONSTRAINT "reminders_user_id_message_id_pk" PRIMARY KEY("user_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "scheduled" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"room_id" text NOT NULL,
	"client_id" text NOT NULL,
	"message" jsonb NOT NULL,
	"attachments" jsonb NOT NULL,
	"send_at" bigint NOT NULL,
	"state" text NOT NULL,
	"failure" jsonb
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "poll" jsonb;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled" ADD CONSTRAINT "scheduled_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminders_time" ON "reminders" USING btree ("user_id","remind_at","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scheduled_client" ON "scheduled" USING btree ("user_id","client_id");--> statement-breakpoint
CREATE INDEX "scheduled_time" ON "scheduled" USING btree ("user_id","send_at","id");