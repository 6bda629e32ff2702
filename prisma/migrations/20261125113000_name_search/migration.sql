-- Parts of names are found by their trigrams: among 200,000 customers a search read all of them, for half a second and more.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "customer_name_search" ON "customer" USING gin ("name" gin_trgm_ops);
CREATE INDEX "user_name_search" ON "user" USING gin ("username" gin_trgm_ops, "display_name" gin_trgm_ops);

-- What is found often is given by name, without sorting all of it.
CREATE INDEX "customer_name_id_idx" ON "customer" ("name", "id");
