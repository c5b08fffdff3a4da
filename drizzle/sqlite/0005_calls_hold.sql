ALTER TABLE `knocks` ADD `seen_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `participants` ADD `muted` integer DEFAULT false NOT NULL;