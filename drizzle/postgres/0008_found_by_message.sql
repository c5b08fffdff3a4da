CREATE INDEX "calls_message" ON "calls" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "saved_message" ON "saved" USING btree ("message_id");