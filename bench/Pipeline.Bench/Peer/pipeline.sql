-- The peer's half of the work before training: the features that the room makes, of the same rows, as one would write them in SQL.
-- pipeline.mjs fills in ${folder}, ${threads} and ${flags}. Columns named mode_, and interest_ but interest_count, are categories.

SET threads = ${threads};
SET preserve_insertion_order = false;

-- @stage load
CREATE TABLE held_out AS SELECT CAST(user_id AS BIGINT) AS user_id FROM read_csv('${folder}/held_out.csv', header = true);

CREATE TABLE ads AS
SELECT * EXCLUDE (log_id, ad_click_list_v001, ad_click_list_v002, ad_click_list_v003, ad_close_list_v001, ad_close_list_v002, ad_close_list_v003)
FROM read_csv('${folder}/ads.csv', header = true);

CREATE TABLE feeds AS
SELECT * EXCLUDE (u_newsCatInterests, u_newsCatDislike, u_newsCatInterestsST, u_click_ca2_news, i_entities)
FROM read_csv('${folder}/feeds.csv', header = true);

-- @stage aggregate
CREATE TABLE profile AS
SELECT
    u_userId AS user_id,
    avg(u_phonePrice) AS mean_phone_price, mode(u_browserLifeCycle) AS mode_browser_life_cycle, mode(u_browserMode) AS mode_browser_mode,
    mode(u_feedLifeCycle) AS mode_feed_life_cycle, avg(u_refreshTimes) AS mean_refresh_times,
    mode(i_docId) AS doc, mode(i_s_sourceId) AS source, mode(i_regionEntity) AS mode_region, mode(i_cat) AS mode_cat,
    avg(i_dislikeTimes) AS mean_dislikes, avg(i_upTimes) AS mean_ups, mode(i_dtype) AS mode_type, mode(e_ch) AS mode_channel,
    avg(e_m) AS mean_m, avg(e_po) AS mean_po, avg(e_pl) AS mean_pl, avg(e_rn) AS mean_rn, mode(e_section) AS mode_section,
    avg(e_et // 100 % 100 + e_et % 100 / 60.0) AS mean_hour, avg(CASE WHEN label = 1 THEN 1.0 ELSE 0.0 END) AS rate,
    mode(cillabel) AS mode_cillabel, avg(pro) AS mean_pro, count(*) AS rows
FROM feeds
GROUP BY u_userId;

-- Texts become numbers: LightGBM reads no others.
CREATE TABLE docs AS SELECT doc, row_number() OVER (ORDER BY doc) - 1 AS mode_doc FROM (SELECT DISTINCT doc FROM profile);
CREATE TABLE sources AS SELECT source, row_number() OVER (ORDER BY source) - 1 AS mode_source FROM (SELECT DISTINCT source FROM profile);
CREATE TABLE coded AS SELECT * EXCLUDE (doc, source) FROM profile JOIN docs USING (doc) JOIN sources USING (source);

-- @stage join
CREATE TABLE joined AS
SELECT
    label, age, gender, residence, city, city_rank, series_dev, series_group, emui_dev, device_name, device_size, net_type, task_id, adv_id,
    creat_type_cd, adv_prim_id, inter_type_cd, slot_id, site_id, spread_app_id, hispace_app_tags, app_second_class, app_score,
    pt_d // 100 % 100 + pt_d % 100 / 60.0 AS hour,
    dayofweek(make_date(pt_d // 100000000, pt_d // 1000000 % 100, pt_d // 10000 % 100)) AS weekday,
    list_distinct(string_split(u_newsCatInterestsST, '^')) AS interests,
    CAST(split_part(u_newsCatInterestsST, '^', 1) AS INTEGER) AS interest_first,
    u_refreshTimes, u_feedLifeCycle, coded.* EXCLUDE (user_id), ads.user_id IN (SELECT user_id FROM held_out) AS is_held_out
FROM ads JOIN coded USING (user_id);

-- @flags
SELECT interest FROM (SELECT unnest(interests) AS interest FROM joined WHERE NOT is_held_out)
GROUP BY interest ORDER BY count(*) DESC, interest LIMIT 8;

-- @stage write
COPY (SELECT * EXCLUDE (interests, is_held_out), len(interests) AS interest_count, ${flags} FROM joined WHERE NOT is_held_out)
TO '${folder}/train.csv' (HEADER);

COPY (SELECT * EXCLUDE (interests, is_held_out), len(interests) AS interest_count, ${flags} FROM joined WHERE is_held_out)
TO '${folder}/test.csv' (HEADER);
