CREATE INDEX `calls_message` ON `calls` (`message_id`);--> statement-breakpoint
CREATE INDEX `saved_message` ON `saved` (`message_id`);