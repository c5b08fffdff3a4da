ALTER TABLE `rooms` ADD `retention_days` integer;--> statement-breakpoint
ALTER TABLE `rooms` ADD `first_seq` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `rooms` ADD `gone_before` integer DEFAULT 0 NOT NULL;