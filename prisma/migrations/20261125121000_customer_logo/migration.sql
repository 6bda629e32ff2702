-- CreateTable
CREATE TABLE "customer_logo" (
    "customer_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "image" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_logo_pkey" PRIMARY KEY ("customer_id")
);

-- CreateIndex
CREATE INDEX "customer_logo_hash_idx" ON "customer_logo"("hash");

-- AddForeignKey
ALTER TABLE "customer_logo" ADD CONSTRAINT "customer_logo_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- What the contract bounds; a page shows it to everybody below.
ALTER TABLE "customer_logo" ADD CONSTRAINT "customer_logo_bounded" CHECK (octet_length("image") <= 65536);
