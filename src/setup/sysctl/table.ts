/**
 * The kernel settings that sluice knows, with the defaults and ranges of Linux 6.18 (as the kernel
 * answers in a fresh network namespace; its documentation is ip-sysctl.rst and
 * nf_conntrack-sysctl.rst). One line each: name, default, and the smallest and largest number it
 * takes where that is less than a signed 32-bit number. "pair": two numbers, each in the range.
 * DIFFERS: addr_gen_mode is 1 (no link-local address by itself), not 0: addresses come from the setup.
 * "text": words that sluice keeps and no packet sees. "read": the kernel lets nobody write it.
 */

/** net.ipv4.*. */
export const ipv4Table = `
fib_multipath_hash_fields 7 1 4095
fib_multipath_hash_policy 0 0 3
fib_multipath_hash_seed 0 0 4294967295
fib_multipath_use_neigh 0 0 1
fib_notify_on_flag_change 0 0 2
fwmark_reflect 0 0 255
icmp_echo_enable_probe 0 0 1
icmp_echo_ignore_all 0 0 1
icmp_echo_ignore_broadcasts 1 0 1
icmp_errors_use_inbound_ifaddr 0 0 1
icmp_ignore_bogus_error_responses 1 0 1
icmp_msgs_burst 50 0 2147483647
icmp_msgs_per_sec 1000 0 2147483647
icmp_ratelimit 1000 0 16777216
icmp_ratemask 6168
igmp_link_local_mcast_reports 1 0 255
igmp_max_memberships 20
igmp_max_msf 10
igmp_qrv 2 1 2147483647
ip_autobind_reuse 0 0 1
ip_default_ttl 64 1 255
ip_dynaddr 0 0 255
ip_early_demux 1 0 255
ip_forward 0
ip_forward_update_priority 1 0 1
ip_forward_use_pmtu 0 0 255
ip_local_port_range 32768\t60999 pair 1 65535
ip_local_reserved_ports - text
ip_no_pmtu_disc 0 0 255
ip_nonlocal_bind 0 0 255
ip_unprivileged_port_start 1024 0 65535
ipfrag_high_thresh 4194304 0 9223372036854775807
ipfrag_low_thresh 3145728 0 9223372036854775807
ipfrag_max_dist 64 0 2147483647
ipfrag_time 30 -8589934 8589934
nexthop_compat_mode 1 0 1
ping_group_range 1\t0 pair 0 4294967294
raw_l3mdev_accept 1 0 1
route/min_adv_mss 256
route/min_pmtu 552 68 2147483647
route/mtu_expires 600 -8589934 8589934
tcp_abort_on_overflow 0 0 255
tcp_adv_win_scale 1 -31 31
tcp_allowed_congestion_control reno_bbr text
tcp_app_win 31 0 31
tcp_autocorking 1 0 1
tcp_available_congestion_control reno_bbr_cubic text
tcp_backlog_ack_defer 1 0 1
tcp_base_mss 1024
tcp_challenge_ack_limit 2147483647
tcp_comp_sack_delay_ns 1000000 0 4611686018427387904
tcp_comp_sack_nr 44 0 255
tcp_comp_sack_slack_ns 100000 0 4611686018427387904
tcp_congestion_control bbr text
tcp_dsack 1 0 255
tcp_early_demux 1 0 255
tcp_early_retrans 3 0 4
tcp_ecn 2 0 2
tcp_ecn_fallback 1 0 1
tcp_ecn_option 2 0 2
tcp_ecn_option_beacon 3 0 3
tcp_fack 0 0 255
tcp_fastopen 1
tcp_fastopen_blackhole_timeout_sec 0 0 2147483647
tcp_fastopen_key 00000000-00000000-00000000-00000000 text
tcp_fin_timeout 60 -8589934 8589934
tcp_frto 2 0 255
tcp_fwmark_accept 0 0 255
tcp_invalid_ratelimit 500 0 16777216
tcp_keepalive_intvl 75 -8589934 8589934
tcp_keepalive_probes 9 0 255
tcp_keepalive_time 7200 -8589934 8589934
tcp_l3mdev_accept 0 0 1
tcp_limit_output_bytes 4194304
tcp_max_reordering 300 1 2147483647
tcp_max_syn_backlog 2048
tcp_max_tw_buckets 131072
tcp_migrate_req 0 0 1
tcp_min_rtt_wlen 300 0 86400
tcp_min_snd_mss 48 48 65535
tcp_min_tso_segs 2 1 255
tcp_moderate_rcvbuf 1 0 255
tcp_mtu_probe_floor 48 48 65535
tcp_mtu_probing 0 0 255
tcp_no_metrics_save 0 0 255
tcp_no_ssthresh_metrics_save 1 0 1
tcp_notsent_lowat 4294967295 0 4294967295
tcp_orphan_retries 0 0 255
tcp_pacing_ca_ratio 120 0 1000
tcp_pacing_ss_ratio 200 0 1000
tcp_pingpong_thresh 1 1 255
tcp_plb_cong_thresh 128 0 256
tcp_plb_enabled 0 0 1
tcp_plb_idle_rehash_rounds 3 0 31
tcp_plb_rehash_rounds 12 0 31
tcp_plb_suspend_rto_sec 60 0 255
tcp_probe_interval 600 0 17179869
tcp_probe_threshold 8
tcp_recovery 1 0 255
tcp_reflect_tos 0 0 1
tcp_reordering 3 1 300
tcp_retrans_collapse 1 0 255
tcp_retries1 3 0 255
tcp_retries2 15 0 255
tcp_rfc1337 0 0 255
tcp_rmem 4096\t131072\t33554432 text
tcp_rto_max_ms 120000 1000 120000
tcp_rto_min_us 200000 1 2147483647
tcp_sack 1 0 255
tcp_shrink_window 0 0 1
tcp_slow_start_after_idle 1 0 255
tcp_stdurg 0 0 255
tcp_syn_linear_timeouts 4 0 127
tcp_syn_retries 6 1 127
tcp_synack_retries 5 0 255
tcp_syncookies 1 0 255
tcp_thin_linear_timeouts 0 0 255
tcp_timestamps 1 0 255
tcp_tso_rtt_log 9 0 255
tcp_tso_win_divisor 3 0 255
tcp_tw_reuse 2 0 2
tcp_tw_reuse_delay 1000 1 60000
tcp_window_scaling 1 0 255
tcp_wmem 4096\t16384\t4194304 text
tcp_workaround_signed_windows 0 0 255
udp_early_demux 1 0 255
udp_l3mdev_accept 0 0 1
udp_rmem_min 4096 1 2147483647
udp_wmem_min 4096 1 2147483647
xfrm4_gc_thresh 32768
`;

/** net.ipv4.conf.{all,default,INTERFACE}.*; the default is that of `default`. */
export const ipv4ConfTable = `
accept_local 0
accept_redirects 1
accept_source_route 1
arp_accept 0
arp_announce 0
arp_evict_nocarrier 1
arp_filter 0
arp_ignore 0
arp_notify 0
bc_forwarding 0
bootp_relay 0
disable_policy 0
disable_xfrm 0
drop_gratuitous_arp 0
drop_unicast_in_l2_multicast 0
force_igmp_version 0
forwarding 0
igmpv2_unsolicited_report_interval 10000
igmpv3_unsolicited_report_interval 1000
ignore_routes_with_linkdown 0
log_martians 0
mc_forwarding 0 read
medium_id 0
promote_secondaries 0
proxy_arp 0
proxy_arp_pvlan 0
route_localnet 0
rp_filter 0
secure_redirects 1
send_redirects 1
shared_media 1
src_valid_mark 0
tag 0
`;

/** net.ipv6.*. */
export const ipv6Table = `
anycast_src_echo_reply 0 0 255
auto_flowlabels 1 0 3
bindv6only 0 0 255
fib_multipath_hash_fields 7 1 4095
fib_multipath_hash_policy 0 0 3
fib_notify_on_flag_change 0 0 2
flowlabel_consistency 1 0 255
flowlabel_reflect 0 0 7
flowlabel_state_ranges 0 0 255
fwmark_reflect 0 0 255
icmp/echo_ignore_all 0 0 255
icmp/echo_ignore_anycast 0 0 255
icmp/echo_ignore_multicast 0 0 255
icmp/error_anycast_as_unicast 0 0 1
icmp/ratelimit 100 0 16777216
icmp/ratemask 0-1,3-127 text
idgen_delay 1 -8589934 8589934
idgen_retries 3
ip6frag_high_thresh 4194304 0 9223372036854775807
ip6frag_low_thresh 3145728 0 9223372036854775807
ip6frag_time 60 -8589934 8589934
ip_nonlocal_bind 0 0 255
max_dst_opts_length 2147483647
max_dst_opts_number 8
max_hbh_length 2147483647
max_hbh_opts_number 8
route/gc_elasticity 9
route/gc_interval 30 -8589934 8589934
route/gc_min_interval 0 -8589934 8589934
route/gc_min_interval_ms 500 0 16777216
route/gc_thresh 1024
route/gc_timeout 60 -8589934 8589934
route/max_size 2147483647
route/min_adv_mss 1220
route/mtu_expires 600 -8589934 8589934
route/skip_notify_on_dev_down 0 0 1
xfrm6_gc_thresh 32768
`;

/** net.ipv6.conf.{all,default,INTERFACE}.*; the default is that of `default`. */
export const ipv6ConfTable = `
accept_dad 1
accept_ra 1
accept_ra_defrtr 1
accept_ra_from_local 0
accept_ra_min_hop_limit 1
accept_ra_min_lft 0
accept_ra_mtu 1
accept_ra_pinfo 1
accept_ra_rt_info_max_plen 0
accept_ra_rt_info_min_plen 0
accept_ra_rtr_pref 1
accept_redirects 1
accept_source_route 0
accept_untracked_na 0 0 2
addr_gen_mode 1 0 3
autoconf 1
dad_transmits 1
disable_ipv6 0
disable_policy 0
drop_unicast_in_l2_multicast 0
drop_unsolicited_na 0
enhanced_dad 1
force_forwarding 0 0 1
force_mld_version 0
force_tllao 0
forwarding 0
hop_limit 64 1 255
ignore_routes_with_linkdown 0
ioam6_enabled 0 0 1
ioam6_id 65535 0 65535
ioam6_id_wide 4294967295 0 4294967295
keep_addr_on_down 0
max_addresses 16
max_desync_factor 600
mc_forwarding 0 read
mldv1_unsolicited_report_interval 10000 0 16777216
mldv2_unsolicited_report_interval 1000 0 16777216
ndisc_evict_nocarrier 1 0 1
ndisc_notify 0
ndisc_tclass 0 0 255
optimistic_dad 0
proxy_ndp 0
ra_defrtr_metric 1024 1 4294967295
ra_honor_pio_life 0 0 1
ra_honor_pio_pflag 0 0 1
regen_max_retry 3
regen_min_advance 2
router_probe_interval 60 -8589934 8589934
router_solicitation_delay 1 -8589934 8589934
router_solicitation_interval 4 -8589934 8589934
router_solicitation_max_interval 3600 -8589934 8589934
router_solicitations -1 -1 2147483647
rpl_seg_enabled 0 0 1
seg6_enabled 0
seg6_require_hmac 0
suppress_frag_ndisc 1
temp_prefered_lft 86400
temp_valid_lft 604800
use_oif_addrs_only 0
use_optimistic 0
use_tempaddr 0
`;

/** net.netfilter.*. */
export const netfilterTable = `
nf_conntrack_acct 0 0 1
nf_conntrack_buckets 262144 1 2147483647
nf_conntrack_checksum 1 0 1
nf_conntrack_count 0 read
nf_conntrack_events 2 0 2
nf_conntrack_expect_max 4096 1 2147483647
nf_conntrack_frag6_high_thresh 4194304 0 9223372036854775807
nf_conntrack_frag6_low_thresh 3145728 0 9223372036854775807
nf_conntrack_frag6_timeout 60 -8589934 8589934
nf_conntrack_generic_timeout 600 -8589934 8589934
nf_conntrack_gre_timeout 30 -8589934 8589934
nf_conntrack_gre_timeout_stream 180 -8589934 8589934
nf_conntrack_icmp_timeout 30 -8589934 8589934
nf_conntrack_icmpv6_timeout 30 -8589934 8589934
nf_conntrack_log_invalid 0 0 255
nf_conntrack_max 262144 0 2147483647
nf_conntrack_sctp_timeout_closed 10 -8589934 8589934
nf_conntrack_sctp_timeout_cookie_echoed 3 -8589934 8589934
nf_conntrack_sctp_timeout_cookie_wait 3 -8589934 8589934
nf_conntrack_sctp_timeout_established 210 -8589934 8589934
nf_conntrack_sctp_timeout_heartbeat_sent 30 -8589934 8589934
nf_conntrack_sctp_timeout_shutdown_ack_sent 3 -8589934 8589934
nf_conntrack_sctp_timeout_shutdown_recd 3 -8589934 8589934
nf_conntrack_sctp_timeout_shutdown_sent 3 -8589934 8589934
nf_conntrack_tcp_be_liberal 0 0 1
nf_conntrack_tcp_ignore_invalid_rst 0 0 1
nf_conntrack_tcp_loose 1 0 1
nf_conntrack_tcp_max_retrans 3 0 255
nf_conntrack_tcp_timeout_close 10 -8589934 8589934
nf_conntrack_tcp_timeout_close_wait 60 -8589934 8589934
nf_conntrack_tcp_timeout_established 432000 -8589934 8589934
nf_conntrack_tcp_timeout_fin_wait 120 -8589934 8589934
nf_conntrack_tcp_timeout_last_ack 30 -8589934 8589934
nf_conntrack_tcp_timeout_max_retrans 300 -8589934 8589934
nf_conntrack_tcp_timeout_syn_recv 60 -8589934 8589934
nf_conntrack_tcp_timeout_syn_sent 120 -8589934 8589934
nf_conntrack_tcp_timeout_time_wait 120 -8589934 8589934
nf_conntrack_tcp_timeout_unacknowledged 300 -8589934 8589934
nf_conntrack_timestamp 0 0 1
nf_conntrack_udp_timeout 30 -8589934 8589934
nf_conntrack_udp_timeout_stream 120 -8589934 8589934
nf_hooks_lwtunnel 0 0 1
`;
