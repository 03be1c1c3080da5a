/* campaign.NAME.ini: [campaign] name, name_en, version, starts = MM-DD, ends = MM-DD; [task.1] title, title_en, scope,
 * fact, evidence, evidence_en, guidance, guidance_en, due = MM-DD. Titles are stored in Chinese when a campaign is
 * started (labels are the truth). */
#ifndef SCREEN_CAMPAIGN_DEF_H
#define SCREEN_CAMPAIGN_DEF_H

#include "model/campaign.h"

struct screens;
size_t screens_campaigns(const struct screens *s, const struct campaign_template **out); /* by starts */

#endif
