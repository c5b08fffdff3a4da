ALTER TABLE `rooms` ADD `posting` text DEFAULT 'everyone' NOT NULL;--> statement-breakpoint
ALTER TABLE `rooms` ADD `replies_open` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `rooms` ADD `slow_mode_ms` integer DEFAULT 0 NOT NULL;