#!/bin/sh
# True values of the questions that docs/questions shows on public data, counted by awk alone: no code of the room takes part.
# usage: sh tests/EnclaveWorkload.Tests/RealData/true-values.sh ../shared/data
set -eu
data=${1:?the folder that holds movielens_100k and ydata_ctr}
impressions=$data/ydata_ctr/ctr_60k.csv
ratings=$data/movielens_100k/u.data
users=$data/movielens_100k/u.user

echo "reach: impressions by user; the audience are users whose gender is Female (the same in all rows of a user)"
awk -F, 'NR > 1 {
  if (!($3 in times)) gender[$3] = $10
  times[$3]++
  if (!(($3, $5) in saw)) { saw[$3, $5] = 1; reach[$5]++; if (gender[$3] == "Female") women[$5]++ }
}
END {
  for (user in times) {
    reached++; capped = times[user] > 5 ? 5 : times[user]; exactly[capped]++; sum += capped
    if (gender[user] == "Female") audience++
  }
  printf "reached %d, of the audience %d\n", reached, audience
  for (k = 1; k <= 5; k++) printf "exactly %d%s: %d\n", k, (k == 5 ? " or more" : ""), exactly[k]
  printf "mean frequency, 5 for more: %.5f; on-target share: %.5f\n", sum / reached, audience / reached
  for (campaign in reach) printf "campaign %s: reached %d, of the audience %d\n", campaign, reach[campaign], women[campaign] | "sort"
}' "$impressions"

echo
echo "profile: users with a click, and all users, by gender and age level"
awk -F, 'NR > 1 {
  if (!($3 in seen)) { seen[$3] = 1; gender[$3] = $10; age[$3] = $11 }
  if ($15 == "1") clicked[$3] = 1
}
function line(name, in_segment, in_base) {
  printf "%s: in segment %d, in base %d, index %.2f\n", name, in_segment, in_base, 100 * (in_segment / segment) / (in_base / base) | "sort"
}
END {
  for (user in seen) {
    base++; segment += user in clicked
    g = "gender " (gender[user] == "" ? "none" : gender[user]); in_base[g]++; in_segment[g] += user in clicked
    a = "age level " (age[user] == "" ? "none" : age[user] < 2 ? "below 2" : age[user] < 5 ? age[user] : "5 or more"); in_base[a]++; in_segment[a] += user in clicked
  }
  printf "segment %d, base %d\n", segment, base
  for (name in in_base) line(name, in_segment[name], in_base[name])
}' "$impressions"

echo
echo "overlap: users who rated film 1, and all users, by gender"
awk 'FILENAME == ARGV[1] { if ($2 == 1) rated[$1] = 1; next }
{
  split($0, user, "|"); all++; both += user[1] in rated
  people[user[3]]++; shared[user[3]] += user[1] in rated
}
END {
  printf "rated it %d, users %d, both %d\n", length(rated), all, both
  for (gender in people) printf "gender %s: %d, rated it %d, match rate %.4f\n", gender, people[gender], shared[gender], shared[gender] / people[gender] | "sort"
}' "$ratings" "$users"

echo
echo "segments: ratings by occupation, at most 100 a person; positive are 4 stars and more"
awk 'FILENAME == ARGV[1] { split($0, user, "|"); occupation[user[1]] = user[4]; next }
{ o = occupation[$1]; rows[o]++; positive[o] += $3 >= 4; if (++of[$1] <= 100) bounded[o]++ }
END { for (o in rows) printf "%s: rows %d, after bounds %d, rate %.4f\n", o, rows[o], bounded[o], positive[o] / rows[o] | "sort" }' "$users" "$ratings"

echo
echo "segments: impressions by product, at most 4 a person and product; positive are clicks"
awk -F, 'NR > 1 { rows[$4]++; clicks[$4] += $15 == "1"; if (++of[$3, $4] <= 4) bounded[$4]++ }
END { for (p in rows) printf "product %s: rows %d, after bounds %d, rate %.4f\n", p, rows[p], bounded[p], clicks[p] / rows[p] | "sort" }' "$impressions"
