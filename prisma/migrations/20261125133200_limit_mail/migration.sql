-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('pending', 'sending', 'sent', 'dead');

-- CreateTable
CREATE TABLE "limit_mail" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "status" "mail_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "limit_mail_pkey" PRIMARY KEY ("id")
);

-- What is to be sent, and what a worker that died has begun.
CREATE INDEX "limit_mail_due" ON "limit_mail" ("due_at") WHERE "status" IN ('pending', 'sending');
CREATE INDEX "limit_mail_done" ON "limit_mail" ("created_at") WHERE "status" IN ('sent', 'dead');
