CREATE TABLE "reminders" (
	"user_id" text NOT NULL,
	"message_id" text NOT NULL,
	"remind_at" bigint NOT NULL,
	"came_at" bigint,
	CONSTRAINT "reminders_user_id_message_id_pk" PRIMARY KEY("user_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminders_time" ON "reminders" USING btree ("user_id","remind_at","message_id");