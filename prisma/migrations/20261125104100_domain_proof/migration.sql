ALTER TABLE "domain" ADD COLUMN "proof_token" TEXT NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', ''),
ADD COLUMN "verification" JSONB;
