// The lake: raw, clean, rejects, state, and the folder that exports are dropped into.
// A flat namespace: the app walks names, and a hierarchical one would list its folders among them. No versions and no
// immutability: people may ask to be erased, and then nothing of them must stay.
import { roles } from '../roles.bicep'

param name string
param location string
param isPrivate bool
param sku string
param softDeleteDays int
param landingDays int
param appId string
param appPrincipalId string
param deployerObjectId string
param deployerType string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isHnsEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: false
      changeFeed: { enabled: false }
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays, allowPermanentDelete: false }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    }

    resource containers 'containers' = [
      for container in ['landing', 'raw', 'clean', 'rejects', 'state']: {
        name: container
      }
    ]
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          // Read once, and again only by a replay; never archived, as a replay can't wait for hours.
          {
            name: 'old-records'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['raw/', 'clean/', 'rejects/'] }
              actions: {
                baseBlob: {
                  tierToCool: { daysAfterModificationGreaterThan: 30 }
                  tierToCold: { daysAfterModificationGreaterThan: 90 }
                }
              }
            }
          }
          // What was dropped is in raw, byte by byte; each run lists the whole folder.
          {
            name: 'landed-exports'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['landing/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: landingDays } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

// The app reads and writes all five containers, deletes what is superseded, and makes a container that is missing.
resource blobContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appId, roles.storageBlobDataContributor)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
    description: 'The app reads and writes the lake.'
  }
}

// The host puts blobs that it gave up on into a queue of this account; Reconcile reads it and deletes what is healed.
resource queueContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appId, roles.storageQueueDataContributor)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageQueueDataContributor
    )
    description: 'The poison queue of the blob triggers.'
  }
}

// The smoke test drops its canaries into these two, as a call center does and a provider's reader would. It reads no other.
resource canaries 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in ['landing', 'raw']: {
    name: guid(account.id, container, deployerObjectId, roles.storageBlobDataContributor)
    scope: account::blobs::containers[i]
    properties: {
      principalId: deployerObjectId
      principalType: deployerType
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.storageBlobDataContributor
      )
      description: 'The smoke test drops its canaries.'
    }
  }
]

output id string = account.id
